import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.ts';
import { CdpController } from './cdp.controller.ts';
import { ConsoleHolderController } from './console-holder.controller.ts';
import { ConsoleController } from './console.controller.ts';
import { HandoffWatch } from './handoff-watch.ts';
import { HandoffsController } from './handoffs.controller.ts';
import { ProfilesController } from './profiles.controller.ts';
import { NodeFiles } from './node-files.ts';
import { SessionFilesController } from './session-files.controller.ts';
import { SessionsController } from './sessions.controller.ts';

@Module({ imports: [AuditModule], controllers: [SessionsController, HandoffsController, ConsoleController, ConsoleHolderController, CdpController, ProfilesController, SessionFilesController], providers: [NodeFiles, HandoffWatch] })
export class SessionsModule {}
