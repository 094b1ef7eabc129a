import { EventLogModule, NATS_CONNECTION } from '@countersign/event-log/nest';
import type { NatsConnection } from '@nats-io/transport-node';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { CandidateController } from './candidate/candidate.controller.ts';
import { Candidates } from './candidate/candidates.ts';
import { Applications } from './capture/applications.ts';
import { CaptureForms } from './capture/capture-forms.ts';
import { CaptureController } from './capture/capture.controller.ts';
import { Captures } from './capture/captures.ts';
import { FormReader } from './capture/form-reader.ts';
import { FormTabs } from './capture/form-tabs.ts';
import { OpenSubmissions } from './capture/open-submissions.ts';
import { PrepareSubmission } from './capture/prepare-submission.ts';
import { PreviousAnswers } from './capture/previous-answers.ts';
import { ProposeAnswers } from './capture/propose-answers.ts';
import { RecoverSubmissions } from './capture/recover-submissions.ts';
import { ReviewCaptures } from './capture/review-captures.ts';
import { SessionBrowsers } from './capture/session-browsers.ts';
import { SessionHandoffs } from './capture/session-handoffs.ts';
import { SignIn } from './capture/sign-in.ts';
import { SubmitCaptures } from './capture/submit-captures.ts';
import { Turns } from './capture/turns.ts';
import { WorkInProgress } from './capture/work-in-progress.ts';
import type { CaptureServiceConfig } from './config.ts';
import { Documents } from './documents/documents.ts';
import { CaptureMonitoring, monitoringProviders } from './monitoring/capture-monitoring.ts';
import { PlaywrightFormScraper } from './scraping/playwright-form-scraper.ts';
import { SharedNatsClient } from './shared-nats-client.ts';
import { COMMAND_CLIENT, CONFIG, FORM_SCRAPER, LOGGER } from './tokens.ts';

@Module({})
export class AppModule {
  static forRoot(config: CaptureServiceConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [EventLogModule.forRoot({ natsUrl: config.natsUrl, name: 'capture-service' })],
      controllers: [CandidateController, CaptureController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        ...monitoringProviders,
        { provide: COMMAND_CLIENT, useFactory: (connection: NatsConnection) => new SharedNatsClient(connection), inject: [NATS_CONNECTION] },
        { provide: FORM_SCRAPER, useClass: PlaywrightFormScraper },
        Documents, Candidates, Applications, Captures, PreviousAnswers, ProposeAnswers, FormReader, FormTabs, SessionBrowsers, SessionHandoffs, SignIn, Turns, WorkInProgress,
        CaptureForms, ReviewCaptures, OpenSubmissions, PrepareSubmission, SubmitCaptures, RecoverSubmissions, CaptureMonitoring,
      ],
    };
  }
}
