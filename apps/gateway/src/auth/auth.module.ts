import { Global, Module } from '@nestjs/common';
import { Admission } from './admission.ts';
import { ApiKeys } from './api-keys.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { AuthController } from './auth.controller.ts';
import { Authentication } from './authentication.ts';
import { BootstrapKeys } from './bootstrap-keys.ts';
import { UserSessions } from './user-sessions.ts';

@Global()
@Module({
  controllers: [AuthController, ApiKeysController],
  providers: [ApiKeys, UserSessions, Authentication, Admission, BootstrapKeys],
  exports: [Admission, Authentication, BootstrapKeys],
})
export class AuthModule {}
