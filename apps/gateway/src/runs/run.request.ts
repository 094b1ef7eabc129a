import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PageRequest } from '../http/page.request.ts';
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

export class ListTasksRequest extends PageRequest {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  runId?: string;
}
