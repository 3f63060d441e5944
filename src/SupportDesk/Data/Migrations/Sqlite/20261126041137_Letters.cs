using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Letters : Migration
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

            migrationBuilder.AddColumn<Guid>(
                name: "ParticipantId",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplyTo",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AuthservId",
                table: "Mailboxes",
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

            migrationBuilder.AddColumn<Guid>(
                name: "MessageId",
                table: "Ledger",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ThreadRoot",
                table: "Ledger",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LetterCopies",
                columns: table => new
                {
                    LedgerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Headers = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: true),
                    Verdict = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterCopies", x => x.LedgerId);
                    table.ForeignKey(
                        name: "FK_LetterCopies_Ledger_LedgerId",
                        column: x => x.LedgerId,
                        principalTable: "Ledger",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LetterMoves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromTicketId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromConversationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToTicketId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedTicket = table.Column<bool>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StatusBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    UnansweredBefore = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterMoves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Participants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TicketId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Party = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Origin = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Participants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SelfTests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mailbox = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SelfTests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TemplateVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TemplateVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SelfTestLetters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SelfTestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sample = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    ArrivedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Decoded = table.Column<bool>(type: "INTEGER", nullable: false),
                    AuthservId = table.Column<string>(type: "TEXT", nullable: true),
                    AuthResults = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SelfTestLetters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SelfTestLetters_SelfTests_SelfTestId",
                        column: x => x.SelfTestId,
                        principalTable: "SelfTests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_Mailbox_Outcome",
                table: "Ledger",
                columns: new[] { "Mailbox", "Outcome" });

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_MessageId",
                table: "Ledger",
                column: "MessageId");

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

            migrationBuilder.CreateIndex(
                name: "IX_HeldLetters_HintTicketId_State",
                table: "HeldLetters",
                columns: new[] { "HintTicketId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_HeldLetters_LedgerId",
                table: "HeldLetters",
                column: "LedgerId");

            migrationBuilder.CreateIndex(
                name: "IX_LetterMoves_FromTicketId",
                table: "LetterMoves",
                column: "FromTicketId");

            migrationBuilder.CreateIndex(
                name: "IX_LetterMoves_MessageId",
                table: "LetterMoves",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_Participants_TicketId_Party_Address",
                table: "Participants",
                columns: new[] { "TicketId", "Party", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SelfTestLetters_SelfTestId",
                table: "SelfTestLetters",
                column: "SelfTestId");

            migrationBuilder.CreateIndex(
                name: "IX_SelfTests_Code",
                table: "SelfTests",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SelfTests_Mailbox_StartedAt",
                table: "SelfTests",
                columns: new[] { "Mailbox", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TemplateVersions_Kind_Language_Number",
                table: "TemplateVersions",
                columns: new[] { "Kind", "Language", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LetterCopies");

            migrationBuilder.DropTable(
                name: "LetterMoves");

            migrationBuilder.DropTable(
                name: "Participants");

            migrationBuilder.DropTable(
                name: "SelfTestLetters");

            migrationBuilder.DropTable(
                name: "TemplateVersions");

            migrationBuilder.DropTable(
                name: "SelfTests");

            migrationBuilder.DropIndex(
                name: "IX_Ledger_Mailbox_Outcome",
                table: "Ledger");

            migrationBuilder.DropIndex(
                name: "IX_Ledger_MessageId",
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

            migrationBuilder.DropIndex(
                name: "IX_HeldLetters_HintTicketId_State",
                table: "HeldLetters");

            migrationBuilder.DropIndex(
                name: "IX_HeldLetters_LedgerId",
                table: "HeldLetters");

            migrationBuilder.DropColumn(
                name: "Mailbox",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ParticipantId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ReplyTo",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "AuthservId",
                table: "Mailboxes");

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
                name: "MessageId",
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
