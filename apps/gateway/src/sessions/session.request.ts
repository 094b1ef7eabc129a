import type { ConsoleMode, SessionStatus } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsDefined, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { DatedPageRequest } from '../http/page.request.ts';
import { HttpUrl, UuidProperty } from '../http/validation.ts';

const STATUSES = ['active', 'expired', 'terminated'] as const;

export class ViewportRequest {
  @ApiProperty({ type: 'integer', minimum: 320, maximum: 3840, example: 1280 })
  @IsInt()
  @Min(320)
  @Max(3840)
  width!: number;

  @ApiProperty({ type: 'integer', minimum: 240, maximum: 2160, example: 800 })
  @IsInt()
  @Min(240)
  @Max(2160)
  height!: number;
}

export class ProfileRequest {
  @ApiProperty({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$', example: 'workday' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/)
  name!: string;

  @ApiProperty({ description: 'Whether what the browser holds at the end (cookies, local storage, IndexedDB) becomes the profile; a profile that does not exist is made. One session at a time.' })
  @IsBoolean()
  save!: boolean;
}

export class StartSessionRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Chosen by the caller, so that a repeat finds the same session; otherwise made.' })
  @IsOptional()
  @UuidProperty()
  id?: string;

  @ApiProperty({ format: 'uuid' })
  @UuidProperty()
  runId!: string;

  @ApiProperty({ required: false, type: 'integer', minimum: 10, maximum: 86_400, example: 3600, description: 'Seconds until it ends in any case.' })
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(86_400)
  ttlSeconds?: number;

  @ApiProperty({ required: false, type: 'integer', nullable: true, minimum: 5, maximum: 3600, default: 60, description: 'It ends after this long without a heartbeat, an open console or a CDP connection; null: never.' })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsInt()
  @Min(5)
  @Max(3600)
  heartbeatTimeoutSeconds?: number | null;

  @ApiProperty({ required: false, type: ViewportRequest })
  @IsOptional()
  @ValidateNested()
  @Type(() => ViewportRequest)
  viewport?: ViewportRequest;

  @ApiProperty({ required: false, format: 'uri', maxLength: 2000, example: 'https://boards.example.org/acme/jobs/4012', description: 'http or https.' })
  @IsOptional()
  @HttpUrl()
  startUrl?: string;

  @ApiProperty({ required: false, default: false, description: 'Record the screen, for as long as the session runs. Who opens its console is told.' })
  @IsOptional()
  @IsBoolean()
  record?: boolean;

  @ApiProperty({
    required: false, type: [String], maxItems: 100,
    description: 'Narrows what the session may reach to these hosts: `example.com` (that name), `*.example.com` (every name below it), an address or a CIDR range, each with an optional port. It opens nothing; an empty list: nothing.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 300, { each: true })
  egressAllow?: string[];

  @ApiProperty({ required: false, type: ProfileRequest, description: 'A browser profile of the run\'s candidate to start from.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ProfileRequest)
  profile?: ProfileRequest;
}

export class ListSessionsRequest extends DatedPageRequest {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  runId?: string;

  @ApiProperty({ required: false, enum: STATUSES, description: 'Only those that are so now.' })
  @IsOptional()
  @IsIn(STATUSES)
  status?: SessionStatus;
}

const HANDOFF_STATES = ['open', 'completed'] as const;

export class ListHandoffsRequest extends DatedPageRequest {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  runId?: string;

  @ApiProperty({ required: false, enum: HANDOFF_STATES, description: '`open`: somebody waits for it; `completed`: it has an outcome.' })
  @IsOptional()
  @IsIn(HANDOFF_STATES)
  state?: 'open' | 'completed';
}

export class ExtendSessionRequest {
  @ApiProperty({ type: 'integer', minimum: 10, maximum: 86_400, example: 1800, description: 'Seconds from now.' })
  @IsInt()
  @Min(10)
  @Max(86_400)
  ttlSeconds!: number;
}

export class ReturnControlRequest {
  @ApiProperty({ required: false, type: 'integer', minimum: 1, description: 'Fencing token of the turn that is given back. With it, a late request ends no later turn.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  token?: number;
}

export class GrantConsoleRequest {
  @ApiProperty({ enum: ['view', 'control'], example: 'view' })
  @IsIn(['view', 'control'])
  mode!: ConsoleMode;

  @ApiProperty({ required: false, type: 'integer', minimum: 5, maximum: 300, default: 60 })
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(300)
  ttlSeconds?: number;

  @ApiProperty({ required: false, example: 'user:local', description: 'Who may open it; default: who asks.' })
  @IsOptional()
  @Matches(/^user:[A-Za-z0-9._@+-]{1,100}$/)
  user?: string;
}

export class OpenConsoleRequest {
  @ApiProperty({ minLength: 20, maxLength: 200, example: 'G1bQ2p0yQm3xT8vN5cK7eW4rZ6uA9sD1fH0jL2oP3iU', description: 'From the fragment of the grant\'s URL.' })
  @IsString()
  @Length(20, 200)
  secret!: string;
}

export class RequestHandoffRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Chosen by the caller, so that a repeat finds the same hand-off; otherwise made.' })
  @IsOptional()
  @UuidProperty()
  id?: string;

  @ApiProperty({ minLength: 1, maxLength: 200, example: 'captcha' })
  @IsString()
  @Length(1, 200)
  reason!: string;

  @ApiProperty({ maxLength: 4000, example: 'Please solve the captcha, then choose "done".' })
  @IsDefined()
  @IsString()
  @MaxLength(4000)
  instructions!: string;

  @ApiProperty({ type: 'integer', minimum: 10, maximum: 86_400, example: 600 })
  @IsInt()
  @Min(10)
  @Max(86_400)
  timeoutSeconds!: number;
}

export class CompleteHandoffRequest {
  @ApiProperty({ enum: ['done', 'failed'] })
  @IsIn(['done', 'failed'])
  outcome!: 'done' | 'failed';

  @ApiProperty({ required: false, maxLength: 4000 })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;
}
