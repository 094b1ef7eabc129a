import { ROLES, type Role } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';

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
}
