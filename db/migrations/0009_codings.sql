CREATE TABLE `codings` (
	`contact` blob NOT NULL,
	`is_demand` integer NOT NULL,
	`load` integer NOT NULL,
	`first` integer NOT NULL,
	`second` integer NOT NULL,
	PRIMARY KEY(`contact`, `is_demand`)
) WITHOUT ROWID;
