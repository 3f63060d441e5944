using Microsoft.EntityFrameworkCore.Migrations;

namespace SupportDesk.Data.Migrations.Sqlite;

/// <summary>
/// Keeps the numbers of the views in the transaction that changes a ticket, so that no writer can forget them. The model
/// knows nothing of triggers, so a migration calls this by hand.
/// </summary>
internal static class TicketCountTriggers
{
    private const string Columns = """("Unanswered", "Status", "Kind", "ShopId", "AssigneeId", "Priority")""";

    private const string CountNew =
        $"""
        INSERT INTO "TicketCounts" ("Unanswered", "Status", "Kind", "ShopId", "AssigneeId", "Priority", "Count")
        VALUES (new."UnansweredSince" IS NOT NULL, new."Status", new."Kind", COALESCE(new."ShopId", '{None}'),
            COALESCE(new."AssigneeId", '{None}'), new."Priority", 1)
        ON CONFLICT {Columns} DO UPDATE SET "Count" = "Count" + 1;
        """;

    private const string ForgetOld =
        $"""
        UPDATE "TicketCounts" SET "Count" = "Count" - 1 WHERE {IsOld};
        DELETE FROM "TicketCounts" WHERE {IsOld} AND "Count" <= 0;
        """;

    private const string IsOld =
        $"""
        {Columns} = (old."UnansweredSince" IS NOT NULL, old."Status", old."Kind", COALESCE(old."ShopId", '{None}'),
            COALESCE(old."AssigneeId", '{None}'), old."Priority")
        """;

    private const string None = "00000000-0000-0000-0000-000000000000";

    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql($"CREATE TRIGGER \"TicketCounts_Insert\" AFTER INSERT ON \"Tickets\" BEGIN {CountNew} END;");
        migrationBuilder.Sql($"CREATE TRIGGER \"TicketCounts_Delete\" AFTER DELETE ON \"Tickets\" BEGIN {ForgetOld} END;");
        migrationBuilder.Sql(
            $"""
            CREATE TRIGGER "TicketCounts_Update" AFTER UPDATE OF "UnansweredSince", "Status", "Kind", "ShopId", "AssigneeId", "Priority" ON "Tickets"
            WHEN (old."UnansweredSince" IS NULL) <> (new."UnansweredSince" IS NULL) OR old."Status" <> new."Status" OR old."Kind" <> new."Kind"
                OR old."ShopId" IS NOT new."ShopId" OR old."AssigneeId" IS NOT new."AssigneeId" OR old."Priority" <> new."Priority"
            BEGIN {ForgetOld} {CountNew} END;
            """);
    }

    public static void Drop(MigrationBuilder migrationBuilder)
    {
        foreach (var trigger in new[] { "Insert", "Update", "Delete" })
            migrationBuilder.Sql($"DROP TRIGGER \"TicketCounts_{trigger}\";");
    }
}
