import { violations, type Violation } from '@countersign/contracts';
import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { TSchema } from '@sinclair/typebox';
import { Transform } from 'class-transformer';
import { IsUUID, ValidateBy, type ValidationError, type ValidationArguments } from 'class-validator';
import { ProblemError } from './problem.ts';

const MAX_VIOLATIONS = 20;

/** Only what a request class declares comes in; everything that is wrong is said at once. */
export function requestValidation(): ValidationPipe {
  return new RequestValidation({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new ProblemError('request_invalid', { errors: errors.flatMap((error) => violationsOf(error, '')).slice(0, MAX_VIOLATIONS) }),
  });
}

/** Most reads have an empty query: once a class took one, it always does. */
class RequestValidation extends ValidationPipe {
  readonly #takesNothing = new Set<unknown>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    const isEmpty = type === 'query' && metatype !== undefined && typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    if (isEmpty && this.#takesNothing.has(metatype)) return new metatype();
    const transformed: unknown = await super.transform(value, metadata);
    if (isEmpty) this.#takesNothing.add(metatype);
    return transformed;
  }
}

function violationsOf(error: ValidationError, parent: string): Violation[] {
  // RFC 6901, 3.
  const path = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => violationsOf(child, path))];
}

/** A UUID, in lower case from here on. */
export function UuidProperty(): PropertyDecorator {
  return (target, property) => {
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))(target, property);
    IsUUID('all')(target, property);
  };
}

/** The value fits a schema of the contracts. */
export function Fits(schema: TSchema): PropertyDecorator {
  return ValidateBy({
    name: 'fits',
    validator: {
      validate: (value: unknown) => violations(schema, value).length === 0,
      defaultMessage: (details?: ValidationArguments) =>
        violations(schema, details?.value).slice(0, 5).map(({ path, message }) => `${path || 'the value'}: ${message}`).join('; '),
    },
  });
}

/** An http(s) address: nothing else may be opened in a browser for a caller. */
export function HttpUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'httpUrl',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && value.length <= 2000 && URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol),
      defaultMessage: (details?: ValidationArguments) => `${details?.property ?? 'it'} must be a URL with http or https of at most 2000 characters`,
    },
  });
}
