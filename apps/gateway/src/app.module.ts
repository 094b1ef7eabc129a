import { EventLogModule } from '@countersign/event-log/nest';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { CandidatesModule } from './candidates/candidates.module.ts';
import { CapturesModule } from './captures/captures.module.ts';
import { GATEWAY_CONFIG } from './config.token.ts';
import type { GatewayConfig } from './config.ts';
import { DatabaseModule } from './database/database.module.ts';
import { DocumentsModule } from './documents/documents.module.ts';
import { DoorsModule } from './doors/doors.module.ts';
import { HealthModule } from './health/health.module.ts';
import { HttpModule } from './http/http.module.ts';
import { LiveModule } from './live/live.module.ts';
import { MonitoringModule } from './monitoring/monitoring.module.ts';
import { ReadModelModule } from './projecting/read-model.module.ts';
import { RecordingsModule } from './recordings/recordings.module.ts';
import { RunsModule } from './runs/runs.module.ts';
import { SessionsModule } from './sessions/sessions.module.ts';
import { WebhooksModule } from './webhooks/webhooks.module.ts';

@Global()
@Module({})
class ConfigModule {
  static of(config: GatewayConfig): DynamicModule {
    return { module: ConfigModule, global: true, providers: [{ provide: GATEWAY_CONFIG, useValue: config }], exports: [GATEWAY_CONFIG] };
  }
}

@Module({})
export class AppModule {
  static of(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        EventLogModule.forRoot({ natsUrl: config.natsUrl, name: 'gateway' }),
        DatabaseModule.forRoot({ databaseUrl: config.databaseUrl }),
        ReadModelModule.forRoot({ publicUrl: config.publicUrl }),
        HttpModule,
        AuthModule,
        RunsModule,
        CandidatesModule,
        DocumentsModule,
        SessionsModule,
        RecordingsModule,
        DoorsModule,
        CapturesModule,
        AuditModule,
        LiveModule,
        WebhooksModule,
        HealthModule,
        MonitoringModule,
      ] as DynamicModule['imports'],
    } as DynamicModule;
  }
}
