ALTER TABLE `actions` ADD `window_weeks` integer;
--> statement-breakpoint
CREATE TABLE `action_versions` (
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`load` integer NOT NULL,
	`record` text NOT NULL,
	PRIMARY KEY(`id`, `version`)
) WITHOUT ROWID;
--> statement-breakpoint
-- Of actions that are there already, the form they have now is the first that is known, recorded by their last load.
INSERT INTO `action_versions` (`id`, `version`, `recorded_at`, `load`, `record`)
SELECT `id`, 1, coalesce((SELECT `started_at` FROM `loads` WHERE `loads`.`id` = `actions`.`load`), `registered_at`), `load`,
	json_object(
		'id', `id`, 'title', `title`, 'summary', `summary`, 'ownerRole', `owner_role`, 'causes', json(`causes`),
		'category', `category`, 'channel', `channel`, 'registeredAt', `registered_at`, 'startsAt', `starts_at`,
		'rolloutEndsAt', `rollout_ends_at`, 'endedAt', `ended_at`, 'status', `status`, 'metric', `metric`,
		'direction', `direction`, 'expectedEffect', `expected_effect`, 'worthwhileEffect', `worthwhile_effect`,
		'impactModel', `impact_model`, 'control', `control`,
		'fromIdea', CASE WHEN `from_idea` IS NULL THEN NULL ELSE json(CASE `from_idea` WHEN 1 THEN 'true' ELSE 'false' END) END,
		'windowWeeks', NULL
	)
FROM `actions`;
--> statement-breakpoint
CREATE TRIGGER `action_versions_unchanged` BEFORE UPDATE ON `action_versions`
BEGIN SELECT RAISE(ABORT, 'a version of an action is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `action_versions_kept` BEFORE DELETE ON `action_versions`
BEGIN SELECT RAISE(ABORT, 'a version of an action is never removed'); END;
