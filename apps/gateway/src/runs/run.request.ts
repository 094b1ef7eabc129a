import { CAPTURE_STATUSES, type CaptureStatus } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { DatedPageRequest } from '../http/page.request.ts';
import { HttpUrl, UuidProperty } from '../http/validation.ts';

export class RegisterRunRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Chosen by the caller, so that a repeat finds the same run; otherwise made.' })
  @IsOptional()
  @UuidProperty()
  id?: string;

  @ApiProperty({ format: 'uuid', example: '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11' })
  @UuidProperty()
  candidateId!: string;

  @ApiProperty({ required: false, maxLength: 300, example: 'Autumn applications' })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  title?: string;
}

export class RegisterTaskRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Chosen by the caller, so that a repeat finds the same task; otherwise made.' })
  @IsOptional()
  @UuidProperty()
  id?: string;

  @ApiProperty({ format: 'uuid' })
  @UuidProperty()
  runId!: string;

  @ApiProperty({ format: 'uri', maxLength: 2000, example: 'https://boards.example.org/acme/jobs/4012', description: 'Where the application form is; http or https.' })
  @HttpUrl()
  url!: string;

  @ApiProperty({ minLength: 1, maxLength: 300, example: 'Acme' })
  @IsString()
  @Length(1, 300)
  company!: string;

  @ApiProperty({ minLength: 1, maxLength: 300, example: 'Backend engineer' })
  @IsString()
  @Length(1, 300)
  title!: string;
}

export class ListRunsRequest extends DatedPageRequest {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  candidateId?: string;
}

const CAPTURE_STATES = [...CAPTURE_STATUSES, 'none'] as const;

export class ListTasksRequest extends DatedPageRequest {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  runId?: string;

  @ApiProperty({ required: false, enum: CAPTURE_STATES, example: 'in_review', description: 'How far the capture of its form is; `none`: there is none yet; this needs a `runId`.' })
  @IsOptional()
  @IsIn([...CAPTURE_STATES])
  captureStatus?: CaptureStatus | 'none';
}
