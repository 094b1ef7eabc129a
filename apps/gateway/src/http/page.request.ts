import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min, ValidateBy } from 'class-validator';

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

/** Postgres has no year 0. */
const INSTANT = /^(?!0000)(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):\d\d)$/;

/** An instant of RFC 3339, in UTC and milliseconds from here on. */
function InstantProperty(description: string): PropertyDecorator {
  return (target, property) => {
    ApiProperty({ required: false, type: 'string', format: 'date-time', description, example: '2026-11-22T09:30:00Z' })(target, property);
    IsOptional()(target, property);
    ValidateBy({
      name: 'instant',
      validator: { validate: isInstant, defaultMessage: () => `${String(property)} must be an instant of RFC 3339 such as 2026-11-22T09:30:00Z` },
    })(target, property);
    Transform(({ value }: { value: unknown }) => (isInstant(value) ? new Date(value).toISOString() : value))(target, property);
  };
}

function isInstant(value: unknown): value is string {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  // A day that there is not, as the 30th of February, would be taken for a later one.
  return day !== undefined && !Number.isNaN(Date.parse(String(value))) && new Date(day).toISOString().startsWith(day);
}

/** A page of what came to be in a time. */
export class DatedPageRequest extends PageRequest {
  @InstantProperty('Only what came to be at this instant or after it.')
  since?: string;

  @InstantProperty('Only what came to be before this instant.')
  until?: string;
}
