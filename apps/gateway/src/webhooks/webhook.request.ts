import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, Matches, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import { PageRequest } from '../http/page.request.ts';
import { HttpUrl, UuidProperty } from '../http/validation.ts';
import { isTypeFilter, SHORT_TYPES } from './webhook-types.ts';
import { DELIVERY_STATUSES, type DeliveryStatus } from './webhook.views.ts';

const MAX_FILTERS = 50;

/** A type without its prefix and version, or the beginning of one. */
function TypeFilters(): PropertyDecorator {
  return ValidateBy(
    { name: 'typeFilter', validator: { validate: isTypeFilter, defaultMessage: () => `each of types must be one of, or the beginning of one of: ${SHORT_TYPES.join(', ')}` } },
    { each: true },
  );
}
function OneLine(): PropertyDecorator {
  return Matches(/^[^\u0000-\u001f\u007f]*$/, { message: 'it must be text without control characters' });
}
const isGiven = (_: unknown, value: unknown): boolean => value !== undefined && value !== null;

export class CreateWebhookRequest {
  @ApiProperty({ format: 'uri', maxLength: 2000, example: 'https://example.org/countersign', description: 'https, on the public internet, unless the configuration of the gateway opens more.' })
  @HttpUrl()
  url!: string;

  @ApiProperty({ required: false, nullable: true, type: 'string', maxLength: 200, example: 'tells the team of hand-offs' })
  @ValidateIf(isGiven)
  @OneLine()
  @MaxLength(200)
  description?: string | null;

  @ApiProperty({ required: false, isArray: true, type: 'string', maxItems: MAX_FILTERS, example: ['session.handoff_requested', 'capture.'], description: 'Only events whose type begins with one of these; none: all.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_FILTERS)
  @ArrayUnique()
  @TypeFilters()
  types?: string[];

  @ApiProperty({ required: false, nullable: true, type: 'string', format: 'uuid', description: 'Only events of this run.' })
  @ValidateIf(isGiven)
  @UuidProperty()
  runId?: string | null;

  @ApiProperty({ required: false, default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class UpdateWebhookRequest {
  @ApiProperty({ required: false, format: 'uri', maxLength: 2000 })
  @ValidateIf((_, value) => value !== undefined)
  @HttpUrl()
  url?: string;

  @ApiProperty({ required: false, nullable: true, type: 'string', maxLength: 200 })
  @ValidateIf(isGiven)
  @OneLine()
  @MaxLength(200)
  description?: string | null;

  @ApiProperty({ required: false, isArray: true, type: 'string', maxItems: MAX_FILTERS })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_FILTERS)
  @ArrayUnique()
  @TypeFilters()
  types?: string[];

  @ApiProperty({ required: false, nullable: true, type: 'string', format: 'uuid' })
  @ValidateIf(isGiven)
  @UuidProperty()
  runId?: string | null;

  @ApiProperty({ required: false, description: 'One that is enabled again gets what happens from then on, and what was pending before.' })
  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  enabled?: boolean;
}

export class ListDeliveriesRequest extends PageRequest {
  @ApiProperty({ required: false, enum: DELIVERY_STATUSES })
  @IsOptional()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;
}
