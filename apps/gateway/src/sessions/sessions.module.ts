import { Module } from '@nestjs/common';
import { CdpController } from './cdp.controller.ts';
import { ConsoleController } from './console.controller.ts';
import { HandoffsController } from './handoffs.controller.ts';
import { SessionsController } from './sessions.controller.ts';

@Module({ controllers: [SessionsController, HandoffsController, ConsoleController, CdpController] })
export class SessionsModule {}
