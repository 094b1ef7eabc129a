import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from '../../app.module.ts';
import { readConfig } from '../../config.ts';
import { openApiDocument } from './document.ts';

/** Where a gateway is unless it is told otherwise. */
const DEFAULTS = { NATS_URL: 'nats://127.0.0.1:4222', DATABASE_URL: 'postgres://127.0.0.1/countersign' };

/** The description of the API without a gateway that runs: nothing is made but the routes, and nothing is connected to. */
export async function describeApi(): Promise<OpenAPIObject> {
  const config = readConfig(DEFAULTS);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), new FastifyAdapter(), { preview: true, logger: false, abortOnError: false });
  try {
    return openApiDocument(app, '/');
  } finally {
    await app.close();
  }
}
