import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.ts';
import { AllHandoffsController } from './all-handoffs.controller.ts';
import { CdpController } from './cdp.controller.ts';
import { ConsoleGrantQueries } from './console-grant.queries.ts';
import { ConsoleGrantsController } from './console-grants.controller.ts';
import { ConsoleHolderController } from './console-holder.controller.ts';
import { ConsoleController } from './console.controller.ts';
import { HandoffQueries } from './handoff.queries.ts';
import { HandoffWatch } from './handoff-watch.ts';
import { HandoffsController } from './handoffs.controller.ts';
import { ProfilesController } from './profiles.controller.ts';
import { NodeFiles } from './node-files.ts';
import { SessionFilesController } from './session-files.controller.ts';
import { SessionsController } from './sessions.controller.ts';

@Module({
  imports: [AuditModule],
  controllers: [
    SessionsController, HandoffsController, AllHandoffsController, ConsoleController, ConsoleGrantsController, ConsoleHolderController, CdpController, ProfilesController, SessionFilesController,
  ],
  providers: [NodeFiles, HandoffWatch, HandoffQueries, ConsoleGrantQueries],
})
export class SessionsModule {}
