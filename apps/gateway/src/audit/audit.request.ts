import { AGGREGATES, type AggregateName } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { UuidProperty } from '../http/validation.ts';

export class ListAuditEventsRequest {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  runId?: string;

  @ApiProperty({ required: false, enum: AGGREGATES })
  @IsOptional()
  @IsIn([...AGGREGATES])
  aggregate?: AggregateName;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  aggregateId?: string;

  @ApiProperty({ required: false, description: 'A position (exclusive), or `next` of the page before.', example: '120' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  after?: string;

  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}
