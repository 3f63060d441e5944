using Microsoft.EntityFrameworkCore.Migrations;

namespace SupportDesk.Data.Migrations.Sqlite;

/// <summary>
/// The full-text index of tickets: keyed by ticket number, kept by triggers, so that no writer can forget it. It holds
/// what is masked already. The model knows nothing of it, so a migration calls this by hand.
/// </summary>
internal static class TicketSearchIndex
{
    private const string Numbers =
        """new."Number" || ' ' || COALESCE(new."Payment_InvoiceId", '') || ' ' || COALESCE(new."Payment_OrderNumber", '')""";

    private const string People = """new."RequesterName" || ' ' || new."RequesterEmail" """;

    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """CREATE VIRTUAL TABLE "TicketSearch" USING fts5(title, numbers, provider, people, """
                + """tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');""");
        migrationBuilder.Sql(
            $"""
            CREATE TRIGGER "TicketSearch_Insert" AFTER INSERT ON "Tickets" BEGIN
                INSERT INTO "TicketSearch"(rowid, title, numbers, provider, people)
                VALUES (new."Number", new."Title", {Numbers}, '', {People});
            END;
            """);
        migrationBuilder.Sql(
            $"""
            CREATE TRIGGER "TicketSearch_Update"
            AFTER UPDATE OF "Title", "Payment_InvoiceId", "Payment_OrderNumber", "RequesterName", "RequesterEmail" ON "Tickets" BEGIN
                UPDATE "TicketSearch" SET title = new."Title", numbers = {Numbers}, people = {People} WHERE rowid = new."Number";
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "TicketSearch_Delete" AFTER DELETE ON "Tickets" BEGIN
                DELETE FROM "TicketSearch" WHERE rowid = old."Number";
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "TicketSearch_Provider" AFTER UPDATE OF "ExternalNumber" ON "Conversations" BEGIN
                UPDATE "TicketSearch" SET provider = COALESCE(new."ExternalNumber", '')
                WHERE rowid = (SELECT "Number" FROM "Tickets" WHERE "Id" = new."TicketId");
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "TicketSearch_NewProvider" AFTER INSERT ON "Conversations" WHEN new."ExternalNumber" IS NOT NULL BEGIN
                UPDATE "TicketSearch" SET provider = new."ExternalNumber"
                WHERE rowid = (SELECT "Number" FROM "Tickets" WHERE "Id" = new."TicketId");
            END;
            """);
    }

    public static void Drop(MigrationBuilder migrationBuilder)
    {
        foreach (var trigger in new[] { "Insert", "Update", "Delete", "Provider", "NewProvider" })
            migrationBuilder.Sql($"DROP TRIGGER \"TicketSearch_{trigger}\";");
        migrationBuilder.Sql("DROP TABLE \"TicketSearch\";");
    }
}
