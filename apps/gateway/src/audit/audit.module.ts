import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.ts';
import { AuditReadings } from './audit-readings.ts';
import { Exports } from './exports.ts';
import { PastStates } from './past-states.ts';
import { Places } from './places.ts';

@Module({ controllers: [AuditController], providers: [Places, AuditReadings, PastStates, Exports], exports: [PastStates] })
export class AuditModule {}
