/**
 * drizzle, by the way of its that loads fast: as CommonJS. As ES modules, of which it has a hundred, each makes Node
 * read its package.json of 180 kB anew, and every command and every thread would start 0.2 s later.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const orm = require('drizzle-orm') as typeof import('drizzle-orm');
const tables = require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
const driver = require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
const migrator =
  require('drizzle-orm/better-sqlite3/migrator') as typeof import('drizzle-orm/better-sqlite3/migrator');
const migrations = require('drizzle-orm/migrator') as typeof import('drizzle-orm/migrator');

export const { and, asc, desc, eq, inArray, isNull, sql } = orm;
export const { blob, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } = tables;
export const { drizzle } = driver;
export const { migrate } = migrator;
export const { readMigrationFiles } = migrations;
export type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
