ALTER TABLE `live_places` ADD `ended_at` integer;
--> statement-breakpoint
UPDATE `live_places` SET `ended_at` = c.`ended_at` FROM (SELECT `source`, `channel`, `queue`, max(`ended`) AS `ended_at` FROM `live_contacts` WHERE `channel` IS NOT NULL GROUP BY `source`, `channel`, `queue`) c WHERE c.`source` = `live_places`.`source` AND c.`channel` = `live_places`.`channel` AND c.`queue` = `live_places`.`queue`;
