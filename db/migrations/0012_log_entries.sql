CREATE TABLE `log_entries` (
	`position` integer PRIMARY KEY NOT NULL,
	`series` text NOT NULL,
	`entry` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `log_entries_series` ON `log_entries` (`series`);--> statement-breakpoint
CREATE TABLE `log_files` (
	`path` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER `log_entries_unchanged` BEFORE UPDATE ON `log_entries`
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `log_entries_kept` BEFORE DELETE ON `log_entries`
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `log_entries_follow` BEFORE INSERT ON `log_entries`
WHEN new.position <> (SELECT coalesce(max(position) + 1, 0) FROM log_entries)
BEGIN SELECT RAISE(ABORT, 'an entry of the log follows the last one'); END;
--> statement-breakpoint
CREATE TRIGGER `log_files_unchanged` BEFORE UPDATE ON `log_files`
BEGIN SELECT RAISE(ABORT, 'what was logged is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `log_files_kept` BEFORE DELETE ON `log_files`
BEGIN SELECT RAISE(ABORT, 'what was logged is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `log_files_once` BEFORE INSERT ON `log_files`
WHEN EXISTS (SELECT 1 FROM log_files WHERE path = new.path)
BEGIN SELECT RAISE(ABORT, 'what was logged is never replaced'); END;
