import { DocumentReference, Preferences, type CandidateView } from '@countersign/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { IsObject, IsOptional } from 'class-validator';
import { Fits, UuidProperty } from '../http/validation.ts';

const RESUME_EXAMPLE = { basics: { name: 'Ada Example', email: 'ada@example.org' }, work: [{ name: 'Acme', position: 'Engineer', startDate: '2021-04' }], skills: [{ name: 'Python' }] };

class Person {
  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/Resume' }], example: RESUME_EXAMPLE })
  @IsObject()
  resume!: Record<string, unknown>;

  @ApiProperty({ required: false, allOf: [{ $ref: '#/components/schemas/Preferences' }], description: 'What a resume does not say.' })
  @IsOptional()
  @Fits(Preferences)
  preferences?: CandidateView['preferences'];

  @ApiProperty({ required: false, type: 'array', items: { $ref: '#/components/schemas/DocumentReference' }, description: 'Documents that were uploaded to /v1/documents, with their kind: resume, cover_letter or other.' })
  @IsOptional()
  @Fits(Type.Array(DocumentReference, { maxItems: 20 }))
  documents?: DocumentReference[];
}

export class RegisterCandidateRequest extends Person {
  @ApiProperty({ required: false, format: 'uuid', description: 'Chosen by the caller, so that a repeat finds the same candidate; otherwise made.' })
  @IsOptional()
  @UuidProperty()
  id?: string;
}

export class UpdateResumeRequest extends Person {}
