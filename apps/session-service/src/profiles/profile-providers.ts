import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG, NATS_CONNECTION } from '@countersign/event-log/nest';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Provider } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SessionServiceConfig } from '../config.ts';
import type { StreamServer } from '../console/session-streams.ts';
import { SESSION_PROFILES, STREAM_SERVER } from '../session/tokens.ts';
import { openMasterKey } from './master-key.ts';
import { openProfileObjects } from './profile-objects.ts';
import { openProfileRecords } from './profile-records.ts';
import { ProfileUpkeep } from './profile-upkeep.ts';
import { Profiles } from './profiles.ts';
import { SessionProfiles } from './session-profiles.ts';

/** Display, browser and first window may each take the start timeout; and then some. */
const STARTS = 4;

export function profileProviders(config: SessionServiceConfig, logger: Logger): Provider[] {
  const { node: host, profileBytes: maxBytes, profileKey, profileKeyFile, startTimeoutSeconds } = config;
  const profiles = async (connection: NatsConnection, log: EventLog): Promise<Profiles> => {
    const [records, objects] = await Promise.all([openProfileRecords(connection), openProfileObjects(connection)]);
    const masterKey = openMasterKey(profileKey, profileKeyFile);
    return new Profiles({ log, records, objects, masterKey, host, maxBytes, longestStartMs: STARTS * startTimeoutSeconds * 1000, logger });
  };
  return [
    { provide: Profiles, useFactory: profiles, inject: [NATS_CONNECTION, EVENT_LOG] },
    {
      provide: SESSION_PROFILES,
      useFactory: (saved: Profiles, streams: StreamServer, log: EventLog) => new SessionProfiles(saved, streams, log, logger),
      inject: [Profiles, STREAM_SERVER, EVENT_LOG],
    },
    ProfileUpkeep,
  ];
}
