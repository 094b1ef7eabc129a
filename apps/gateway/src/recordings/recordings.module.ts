import { Module } from '@nestjs/common';
import { RecordingStore } from './recording-store.ts';
import { RecordingQueries } from './recording.queries.ts';
import { RecordingsController } from './recordings.controller.ts';

@Module({ controllers: [RecordingsController], providers: [RecordingStore, RecordingQueries] })
export class RecordingsModule {}
