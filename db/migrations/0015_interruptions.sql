CREATE TABLE `interruptions` (
	`from_at` integer PRIMARY KEY NOT NULL,
	`to_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `serving` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER `interruptions_never_shorter` BEFORE UPDATE ON `interruptions` WHEN new.from_at <> old.from_at OR new.to_at < old.to_at
BEGIN SELECT RAISE(ABORT, 'an interruption is never made shorter'); END;
--> statement-breakpoint
CREATE TRIGGER `interruptions_kept` BEFORE DELETE ON `interruptions`
BEGIN SELECT RAISE(ABORT, 'an interruption is never removed'); END;
--> statement-breakpoint
-- What replaces a row is told to no other trigger.
CREATE TRIGGER `interruptions_not_replaced` BEFORE INSERT ON `interruptions`
WHEN EXISTS (SELECT 1 FROM interruptions WHERE from_at = new.from_at AND to_at > new.to_at)
BEGIN SELECT RAISE(ABORT, 'an interruption is never made shorter'); END;
