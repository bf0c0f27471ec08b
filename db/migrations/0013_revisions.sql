CREATE TABLE `revisions` (
	`edition` integer NOT NULL,
	`metric` text NOT NULL,
	`grain` integer NOT NULL,
	`cell` integer NOT NULL,
	`day` integer NOT NULL,
	`before` real,
	`after` real,
	`status_before` text NOT NULL,
	`status_after` text NOT NULL,
	PRIMARY KEY(`metric`, `grain`, `cell`, `day`, `edition`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `revisions_edition` ON `revisions` (`edition`);
--> statement-breakpoint
CREATE TRIGGER `revisions_unchanged` BEFORE UPDATE ON `revisions`
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
--> statement-breakpoint
-- Only those of an edition that was not set down in the end may go.
CREATE TRIGGER `revisions_kept` BEFORE DELETE ON `revisions`
WHEN EXISTS (SELECT 1 FROM editions WHERE id = old.edition)
BEGIN SELECT RAISE(ABORT, 'a revision is never removed'); END;
