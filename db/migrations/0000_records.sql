CREATE TABLE `actions` (
	`id` text PRIMARY KEY NOT NULL,
	`load` integer NOT NULL,
	`title` text NOT NULL,
	`summary` text,
	`owner_role` text,
	`causes` text NOT NULL,
	`category` text,
	`channel` text,
	`registered_at` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`rollout_ends_at` integer,
	`ended_at` integer,
	`status` text,
	`metric` text NOT NULL,
	`direction` text NOT NULL,
	`expected_effect` real,
	`worthwhile_effect` real,
	`impact_model` text NOT NULL,
	`control` text,
	`from_idea` integer
);
--> statement-breakpoint
CREATE TABLE `agents` (
	`id` integer PRIMARY KEY NOT NULL,
	`hash` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agents_hash` ON `agents` (`hash`);--> statement-breakpoint
CREATE TABLE `capacity` (
	`day` integer NOT NULL,
	`start_at` integer NOT NULL,
	`period` text NOT NULL,
	`source` integer NOT NULL,
	`channel` integer NOT NULL,
	`queue` integer NOT NULL,
	`load` integer NOT NULL,
	`agents` real NOT NULL,
	PRIMARY KEY(`day`, `start_at`, `period`, `source`, `channel`, `queue`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `case_spans` (
	`opened_day` integer NOT NULL,
	`channel` integer NOT NULL,
	`queue` integer NOT NULL,
	`closed_day` integer NOT NULL,
	`cases` integer NOT NULL,
	PRIMARY KEY(`opened_day`, `channel`, `queue`, `closed_day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `cells` (
	`id` integer PRIMARY KEY NOT NULL,
	`shape` text NOT NULL,
	`member` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cells_member` ON `cells` (`shape`,`member`);--> statement-breakpoint
CREATE TABLE `contact_ids` (
	`hash` blob PRIMARY KEY NOT NULL,
	`key` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `contacts` (
	`key` integer PRIMARY KEY NOT NULL,
	`load` integer NOT NULL,
	`due_at` integer,
	`closed_at` integer,
	`record` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `contacts_due` ON `contacts` (`due_at`) WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `contacts_closed` ON `contacts` (`closed_at`) WHERE closed_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `dirty` (
	`what` text NOT NULL,
	`grain` integer NOT NULL,
	`day` integer NOT NULL,
	`marks` integer NOT NULL,
	PRIMARY KEY(`what`, `grain`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `exposure` (
	`day` integer PRIMARY KEY NOT NULL,
	`load` integer NOT NULL,
	`customers` integer,
	`orders` integer
);
--> statement-breakpoint
CREATE TABLE `fact_blocks` (
	`key` integer PRIMARY KEY NOT NULL,
	`block` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `intervals` (
	`day` integer NOT NULL,
	`start_at` integer NOT NULL,
	`period` text NOT NULL,
	`source` integer NOT NULL,
	`channel` integer NOT NULL,
	`queue` integer NOT NULL,
	`category` integer NOT NULL,
	`cause` integer NOT NULL,
	`load` integer NOT NULL,
	`offered` integer,
	`answered` integer,
	`abandoned` integer,
	`blocked` integer,
	`within_s` real,
	`answered_within` integer,
	`wait_total_s` real,
	`handle_total_s` real,
	PRIMARY KEY(`day`, `start_at`, `period`, `source`, `channel`, `queue`, `category`, `cause`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `keys` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` blob NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`last_used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `keys_hash` ON `keys` (`hash`);--> statement-breakpoint
CREATE TABLE `link_blocks` (
	`key` integer PRIMARY KEY NOT NULL,
	`block` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `loads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`name` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`read` integer DEFAULT 0 NOT NULL,
	`accepted` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`rejected` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `promises` (
	`hash` blob PRIMARY KEY NOT NULL,
	`load` integer NOT NULL,
	`promise` text NOT NULL,
	`made_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`done_at` integer,
	`cancelled_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `promises_due` ON `promises` (`promise`,`due_at`);--> statement-breakpoint
CREATE TABLE `queue_snapshots` (
	`at` integer NOT NULL,
	`source` integer NOT NULL,
	`channel` integer NOT NULL,
	`queue` integer NOT NULL,
	`load` integer NOT NULL,
	`waiting` integer NOT NULL,
	`longest_wait_s` real,
	`in_service` integer,
	`agents` integer,
	PRIMARY KEY(`at`, `source`, `channel`, `queue`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rejects` (
	`id` integer PRIMARY KEY NOT NULL,
	`load` integer NOT NULL,
	`line` integer NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rejects_load` ON `rejects` (`load`);--> statement-breakpoint
CREATE TABLE `surveys` (
	`hash` blob PRIMARY KEY NOT NULL,
	`day` integer NOT NULL,
	`at` integer NOT NULL,
	`period` text,
	`load` integer NOT NULL,
	`contact` blob,
	`channel` integer,
	`category` integer,
	`n` integer NOT NULL,
	`mean` real,
	`sd` real,
	`scale_min` real,
	`scale_max` real,
	`best_is_low` integer NOT NULL,
	`recommend` integer,
	`sent` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `surveys_day` ON `surveys` (`day`);--> statement-breakpoint
CREATE INDEX `surveys_contact` ON `surveys` (`contact`) WHERE contact IS NOT NULL;--> statement-breakpoint
CREATE TABLE `terms` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `terms_text` ON `terms` (`kind`,`text`);