import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.ts';
import { CandidatesController } from './candidates.controller.ts';

@Module({ imports: [DocumentsModule], controllers: [CandidatesController] })
export class CandidatesModule {}
