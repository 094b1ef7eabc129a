import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { UuidProperty } from '../http/validation.ts';

export class FollowEventsRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Only events of this run.' })
  @IsOptional()
  @UuidProperty()
  runId?: string;

  @ApiProperty({ required: false, description: 'Position after which to begin; default: now. Last-Event-ID counts more.', example: '120' })
  @IsOptional()
  @Matches(/^[0-9]{1,15}$/, { message: 'after must be a position' })
  after?: string;
}
