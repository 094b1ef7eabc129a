import { Module } from '@nestjs/common';
import { CandidatesController } from './candidates.controller.ts';
import { ResumeProposalsController } from './resume-proposals.controller.ts';

@Module({ controllers: [CandidatesController, ResumeProposalsController] })
export class CandidatesModule {}
