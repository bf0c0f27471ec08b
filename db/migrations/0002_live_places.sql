CREATE TABLE `live_places` (
	`source` integer NOT NULL,
	`channel` integer NOT NULL,
	`queue` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`source`, `channel`, `queue`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `live_places` SELECT `source`, `channel`, `queue`, max(`last_at`) FROM `live_contacts` WHERE `channel` IS NOT NULL GROUP BY `source`, `channel`, `queue`;
