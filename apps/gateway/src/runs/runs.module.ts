import { Module } from '@nestjs/common';
import { Intake } from './intake.ts';
import { RunsController } from './runs.controller.ts';
import { TasksController } from './tasks.controller.ts';

@Module({ controllers: [RunsController, TasksController], providers: [Intake] })
export class RunsModule {}
