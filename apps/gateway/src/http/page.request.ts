import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Length, Max, Min, ValidateBy } from 'class-validator';

export class PageRequest {
  @ApiProperty({ required: false, minimum: 1, maximum: 200, default: 50, type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  @ApiProperty({ required: false, description: '`next` of the page before.', minLength: 1, maxLength: 500 })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  cursor?: string;
}

/** Postgres knows years up to 294276, and none before 4713 BC; nobody asks for either. */
const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):\d\d)$/;

/** An instant of RFC 3339, in UTC and milliseconds from here on. */
function InstantProperty(description: string): PropertyDecorator {
  return (target, property) => {
    ApiProperty({ required: false, type: 'string', format: 'date-time', description, example: '2026-11-22T09:30:00Z' })(target, property);
    IsOptional()(target, property);
    IsISO8601({ strict: true })(target, property);
    ValidateBy({
      name: 'instant',
      validator: { validate: isInstant, defaultMessage: () => `${String(property)} must be an instant of RFC 3339 such as 2026-11-22T09:30:00Z` },
    })(target, property);
    Transform(({ value }: { value: unknown }) => (isInstant(value) ? new Date(value).toISOString() : value))(target, property);
  };
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
}

/** A page of what came to be in a time. */
export class DatedPageRequest extends PageRequest {
  @InstantProperty('Only what came to be at this instant or after it.')
  since?: string;

  @InstantProperty('Only what came to be before this instant.')
  until?: string;
}
