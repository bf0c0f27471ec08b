CREATE TABLE `editions` (
	`id` integer PRIMARY KEY NOT NULL,
	`mark` integer NOT NULL,
	`at` integer NOT NULL,
	`now` integer NOT NULL,
	`through` integer,
	`as_of` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`rules` blob NOT NULL,
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `past_blocks` (
	`is_link` integer NOT NULL,
	`key` integer NOT NULL,
	`mark` integer NOT NULL,
	`block` blob,
	PRIMARY KEY(`is_link`, `key`, `mark`)
);
--> statement-breakpoint
CREATE TABLE `past_rows` (
	`name` text NOT NULL,
	`key` text NOT NULL,
	`mark` integer NOT NULL,
	`row` text,
	PRIMARY KEY(`name`, `key`, `mark`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `published_paths` (
	`id` integer PRIMARY KEY NOT NULL,
	`path` text NOT NULL,
	`address` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `published_paths_path` ON `published_paths` (`path`);--> statement-breakpoint
CREATE INDEX `published_paths_address` ON `published_paths` (`address`);--> statement-breakpoint
CREATE TABLE `published_versions` (
	`path` integer NOT NULL,
	`edition` integer NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` blob,
	`base` integer,
	`body` blob,
	PRIMARY KEY(`path`, `edition`)
);
--> statement-breakpoint
CREATE TRIGGER `editions_unchanged` BEFORE UPDATE ON `editions`
BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `editions_kept` BEFORE DELETE ON `editions`
BEGIN SELECT RAISE(ABORT, 'an edition is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `published_versions_unchanged` BEFORE UPDATE ON `published_versions`
BEGIN SELECT RAISE(ABORT, 'what was published is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `published_versions_kept` BEFORE DELETE ON `published_versions`
BEGIN SELECT RAISE(ABORT, 'what was published is never removed'); END;
--> statement-breakpoint
-- What replaces a row is told to no other trigger.
CREATE TRIGGER `editions_not_replaced` BEFORE INSERT ON `editions` WHEN EXISTS (SELECT 1 FROM editions WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'an edition is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER `published_versions_not_replaced` BEFORE INSERT ON `published_versions`
WHEN EXISTS (SELECT 1 FROM published_versions WHERE path = new.path AND edition = new.edition)
BEGIN SELECT RAISE(ABORT, 'what was published is never replaced'); END;
