import { Module } from '@nestjs/common';
import { DocumentStore } from './document-store.ts';
import { DocumentsController } from './documents.controller.ts';

@Module({ controllers: [DocumentsController], providers: [DocumentStore], exports: [DocumentStore] })
export class DocumentsModule {}
