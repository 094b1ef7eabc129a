import { Module } from '@nestjs/common';
import { CapturesController } from './captures.controller.ts';

@Module({ controllers: [CapturesController] })
export class CapturesModule {}
