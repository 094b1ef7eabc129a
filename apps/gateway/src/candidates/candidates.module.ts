import { Module } from '@nestjs/common';
import { CandidatesController } from './candidates.controller.ts';

@Module({ controllers: [CandidatesController] })
export class CandidatesModule {}
