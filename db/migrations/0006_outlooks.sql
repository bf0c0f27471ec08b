CREATE TABLE `demand_versions` (
	`channel` text NOT NULL,
	`queue` text NOT NULL,
	`day` integer NOT NULL,
	`known_on` integer NOT NULL,
	`counts` blob NOT NULL,
	PRIMARY KEY(`channel`, `queue`, `day`, `known_on`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `outlook_scores` (
	`channel` text NOT NULL,
	`queue` text NOT NULL,
	`day` integer NOT NULL,
	`is_replayed` integer NOT NULL,
	`score` blob NOT NULL,
	PRIMARY KEY(`channel`, `queue`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `outlooks` (
	`channel` text NOT NULL,
	`queue` text NOT NULL,
	`day` integer NOT NULL,
	`hours` integer NOT NULL,
	`outlook` blob NOT NULL,
	PRIMARY KEY(`channel`, `queue`, `day`, `hours`)
) WITHOUT ROWID;
