import { EVENT_DEFINITIONS } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { UuidProperty } from '../http/validation.ts';

const TYPES = [...EVENT_DEFINITIONS.keys()];

function FilterId(description: string): PropertyDecorator {
  return (target, property) => {
    ApiProperty({ required: false, format: 'uuid', description })(target, property);
    IsOptional()(target, property);
    UuidProperty()(target, property);
  };
}

export class FollowEventsRequest {
  @FilterId('Only events of this run, and of what is in it.')
  runId?: string;

  @FilterId('Only events of this session.')
  sessionId?: string;

  @FilterId('Only events of this capture.')
  captureId?: string;

  @FilterId('Only events of this candidate, and of everything in its runs.')
  candidateId?: string;

  @ApiProperty({ required: false, type: 'string', example: 'countersign.capture.approved.v1', description: 'Only events of these types, with commas between. `countersign.audit.read.v1`, who read the audit, is told only when it is named.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsIn(TYPES, { each: true, message: 'each of type must be the type of an event, as docs/events.md lists them' })
  type?: string[];

  @ApiProperty({ required: false, type: 'string', description: 'Place after which to begin: a position, or the id of an event. Default: now. `Last-Event-ID` counts more.', example: '120' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  after?: string;
}
