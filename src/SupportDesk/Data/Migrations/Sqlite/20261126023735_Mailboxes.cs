using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Mailboxes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Ledger_Outcome",
                table: "Ledger");

            migrationBuilder.AddColumn<string>(
                name: "Mailbox",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplyTo",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CopiedTo",
                table: "Messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LettersGone",
                table: "Mailboxes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LettersInMailbox",
                table: "Mailboxes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LettersMissing",
                table: "Mailboxes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ForgedIds",
                table: "Ledger",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ThreadRoot",
                table: "Ledger",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_Mailbox_Outcome",
                table: "Ledger",
                columns: new[] { "Mailbox", "Outcome" });

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_Outcome_ReceivedAt",
                table: "Ledger",
                columns: new[] { "Outcome", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_ReceivedAt",
                table: "Ledger",
                column: "ReceivedAt",
                filter: "\"ForgedIds\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_ThreadRoot",
                table: "Ledger",
                column: "ThreadRoot",
                filter: "\"ThreadRoot\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Ledger_Mailbox_Outcome",
                table: "Ledger");

            migrationBuilder.DropIndex(
                name: "IX_Ledger_Outcome_ReceivedAt",
                table: "Ledger");

            migrationBuilder.DropIndex(
                name: "IX_Ledger_ReceivedAt",
                table: "Ledger");

            migrationBuilder.DropIndex(
                name: "IX_Ledger_ThreadRoot",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "Mailbox",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ReplyTo",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "CopiedTo",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "LettersGone",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "LettersInMailbox",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "LettersMissing",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "ForgedIds",
                table: "Ledger");

            migrationBuilder.DropColumn(
                name: "ThreadRoot",
                table: "Ledger");

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_Outcome",
                table: "Ledger",
                column: "Outcome");
        }
    }
}
