import { ROLES, type Role } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { API_KEY_STATES, type ApiKeyState } from './api-keys.ts';
import { PageRequest } from '../http/page.request.ts';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsISO8601, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

const PERSON = ROLES.filter((role) => role !== 'automation');

export class SignInRequest {
  /** From the fragment of the link. */
  @ApiProperty({ example: 'G1b…43 characters of base64url', minLength: 20, maxLength: 200 })
  @IsString()
  @Length(20, 200)
  token!: string;
}

export class CreateSignInLinkRequest {
  @ApiProperty({ required: false, default: 'local', example: 'maria', description: 'Becomes the actor `user:<name>`.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9._@+-]{1,100}$/)
  user?: string;

  @ApiProperty({ required: false, enum: PERSON, isArray: true, example: ['reviewer'], description: 'Default: reviewer, auditor, operator.' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(PERSON, { each: true })
  roles?: Role[];
}

export class CreateApiKeyRequest {
  @ApiProperty({ example: 'nightly applications', maxLength: 200 })
  @IsString()
  @Length(1, 200)
  name!: string;

  @ApiProperty({ enum: ROLES, isArray: true, example: ['automation'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(ROLES.length)
  @ArrayUnique()
  @IsIn([...ROLES], { each: true })
  roles!: Role[];

  @ApiProperty({ required: false, format: 'date-time', example: '2027-06-30T00:00:00.000Z', description: 'From then on it is refused; without it, it holds until it is revoked.' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(/Z$|[+-]\d\d:\d\d$/, { message: 'expiresAt must say its offset from UTC' })
  expiresAt?: string;
}

export class ListApiKeysRequest extends PageRequest {
  @ApiProperty({ required: false, enum: API_KEY_STATES, description: 'Only those that are so now.' })
  @IsOptional()
  @IsIn([...API_KEY_STATES])
  state?: ApiKeyState;
}

export class BeginSignInRequest {
  @ApiProperty({ required: false, maxLength: 2000, example: '/runs', description: 'Page to go on with: a path of this web UI; anything else is its first page.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  return_to?: string;
}
