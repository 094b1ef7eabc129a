import { Module } from '@nestjs/common';
import { Doors } from './doors.ts';

@Module({ providers: [Doors], exports: [Doors] })
export class DoorsModule {}
