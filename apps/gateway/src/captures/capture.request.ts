import { Answer, CAPTURE_STATUSES, CaptureForm, type CaptureStatus, type FormField } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { DatedPageRequest } from '../http/page.request.ts';
import { Fits, UuidProperty } from '../http/validation.ts';

type CapturedFields = NonNullable<CaptureForm['fields']>;

export class CaptureRequest {
  @ApiProperty({ format: 'uuid' })
  @UuidProperty()
  taskId!: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'The session in which the form is read; without it, `fields` are given.' })
  @IsOptional()
  @UuidProperty()
  sessionId?: string;

  @ApiProperty({ required: false, type: 'array', items: { $ref: '#/components/schemas/CapturedField' }, description: 'What the caller read by itself: questions, with answers where it has some.' })
  @IsOptional()
  @Fits(CaptureForm.properties.fields)
  fields?: CapturedFields;
}

export class ListCapturesRequest extends DatedPageRequest {
  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  candidateId?: string;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional()
  @UuidProperty()
  runId?: string;

  @ApiProperty({ required: false, type: 'string', example: 'in_review,approved', description: `Several with commas between: ${CAPTURE_STATUSES.join(', ')}.` })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(CAPTURE_STATUSES.length)
  @IsIn([...CAPTURE_STATUSES], { each: true })
  status?: CaptureStatus[];
}

class AnswerRequest {
  @ApiProperty({ example: 'email', minLength: 1, maxLength: 120 })
  @IsString()
  @Length(1, 120)
  fieldId!: string;

  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/Answer' }], description: 'Fits the type of the field; null: no answer.', example: 'ada@example.org' })
  @Fits(Answer)
  // Not by the name of the schema: that is a value, and would be taken for a class.
  answer!: FormField['answer'];
}

export class EditAnswersRequest {
  @ApiProperty({ type: AnswerRequest, isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => AnswerRequest)
  answers!: AnswerRequest[];
}

export class ConfirmAnswersRequest {
  @ApiProperty({ required: false, type: [String], minItems: 1, maxItems: 1000, description: 'Fields of the step in review whose proposed answers stand.' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @Length(1, 120, { each: true })
  fieldIds?: string[];

  @ApiProperty({ required: false, enum: ['high'], description: 'Instead of fields: every proposed answer of high confidence, none to a sensitive question or consent.' })
  @IsOptional()
  @IsIn(['high'])
  confidence?: 'high';
}

export class ApproveRequest {
  @ApiProperty({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', description: '`answersSha256` of the capture as it was shown: the approval is for exactly these answers.' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'answersSha256 must be a SHA-256 in lower-case hex' })
  answersSha256!: string;
}

export class RejectRequest {
  @ApiProperty({ minLength: 1, maxLength: 2000, example: 'The salary question needs a talk first.' })
  @IsString()
  @Length(1, 2000)
  reason!: string;
}

export class InSessionRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Default: the session in which the form was read.' })
  @IsOptional()
  @UuidProperty()
  sessionId?: string;
}

export class ResolveOutcomeRequest {
  @ApiProperty({ enum: ['submitted', 'not_submitted'] })
  @IsIn(['submitted', 'not_submitted'])
  outcome!: 'submitted' | 'not_submitted';

  @ApiProperty({ required: false, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;
}
