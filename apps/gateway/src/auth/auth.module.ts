import { Global, Module } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { AccessRecords } from './access-records.ts';
import { Admission } from './admission.ts';
import { ApiKeys } from './api-keys.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { AuthController } from './auth.controller.ts';
import { Authentication } from './authentication.ts';
import { BootstrapKeys } from './bootstrap-keys.ts';
import { LastUse } from './last-use.ts';
import { OidcIssuer } from './oidc/oidc-issuer.ts';
import { OIDC_ISSUER, OidcController } from './oidc/oidc.controller.ts';
import { SignInFailures } from './sign-in-failures.ts';
import { SignInsController } from './sign-ins.controller.ts';
import { UserSessions } from './user-sessions.ts';

const issuer = {
  provide: OIDC_ISSUER,
  inject: [GATEWAY_CONFIG],
  useFactory: ({ oidc, publicUrl }: GatewayConfig) => (oidc ? new OidcIssuer(oidc, `${publicUrl}/v1/sign-in/oidc/callback`) : null),
};

@Global()
@Module({
  controllers: [AuthController, OidcController, SignInsController, ApiKeysController],
  providers: [AccessRecords, ApiKeys, UserSessions, SignInFailures, LastUse, Authentication, Admission, BootstrapKeys, issuer],
  exports: [Admission, Authentication, BootstrapKeys],
})
export class AuthModule {}
