import { AGGREGATES, EVENT_DEFINITIONS, EXPORT_FORMATS, type AggregateName, type ExportFormat } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { UuidProperty } from '../http/validation.ts';
import { ROW_NAMES, type RowName } from '../projecting/read-model-rows.ts';

const A_PLACE = 'A position, or an instant of RFC 3339: after every commit that the log had stored by then.';
const TYPES = [...EVENT_DEFINITIONS.keys()];

function PlaceProperty(description = A_PLACE, required = false): PropertyDecorator {
  return (target, property) => {
    ApiProperty({ required, type: 'string', description, example: '2026-11-22T09:30:00Z' })(target, property);
    if (!required) IsOptional()(target, property);
    IsString()(target, property);
    Length(1, 60)(target, property);
  };
}

function FilterId(description?: string): PropertyDecorator {
  return (target, property) => {
    ApiProperty({ required: false, format: 'uuid', ...(description === undefined ? {} : { description }) })(target, property);
    IsOptional()(target, property);
    UuidProperty()(target, property);
  };
}

/** The resource as it was. */
export class AtRequest {
  @PlaceProperty(`As it was then. ${A_PLACE}`)
  at?: string;
}

class FilterRequest {
  @FilterId('Events of everything in this run.')
  runId?: string;

  @FilterId()
  sessionId?: string;

  @FilterId()
  captureId?: string;

  @FilterId('Events of this candidate, and of everything in its runs.')
  candidateId?: string;

  @ApiProperty({ required: false, enum: AGGREGATES, description: '`audit`: who read the audit. Those events are left out unless this, or `type`, asks for them.' })
  @IsOptional()
  @IsIn([...AGGREGATES])
  aggregate?: AggregateName;

  @FilterId()
  aggregateId?: string;

  @ApiProperty({ required: false, type: 'string', example: 'countersign.capture.approved.v1', description: 'Several with commas between; docs/events.md lists them.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsIn(TYPES, { each: true, message: 'each of type must be the type of an event, as docs/events.md lists them' })
  type?: string[];

  @PlaceProperty('The first place that counts. An instant counts itself.')
  from?: string;

  @PlaceProperty(`The last place that counts. ${A_PLACE}`)
  to?: string;
}

export class ListAuditEventsRequest extends FilterRequest {
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

export class ExportRequest extends FilterRequest {
  @ApiProperty({ required: false, enum: EXPORT_FORMATS, default: 'ndjson' })
  @IsOptional()
  @IsIn([...EXPORT_FORMATS])
  format?: ExportFormat;
}

class SubjectRequest {
  @ApiProperty({ enum: ROW_NAMES })
  @IsIn([...ROW_NAMES])
  aggregate!: RowName;

  @ApiProperty({ format: 'uuid' })
  @UuidProperty()
  id!: string;
}

export class StateRequest extends SubjectRequest {
  @PlaceProperty(`Default: now. ${A_PLACE}`)
  at?: string;
}

export class DifferenceRequest extends SubjectRequest {
  @PlaceProperty(A_PLACE, true)
  from!: string;

  @PlaceProperty(`Default: now. ${A_PLACE}`)
  to?: string;
}

export class PositionRequest {
  @PlaceProperty(`Default: now. ${A_PLACE}`)
  at?: string;
}
