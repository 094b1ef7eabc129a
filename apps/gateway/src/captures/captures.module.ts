import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.ts';
import { CapturesController } from './captures.controller.ts';

@Module({ imports: [AuditModule], controllers: [CapturesController] })
export class CapturesModule {}
