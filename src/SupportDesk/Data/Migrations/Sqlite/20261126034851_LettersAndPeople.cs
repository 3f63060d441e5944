using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LettersAndPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CopiedTo",
                table: "Messages");

            migrationBuilder.AddColumn<Guid>(
                name: "ParticipantId",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AuthservId",
                table: "Mailboxes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MessageId",
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
                name: "IX_Ledger_MessageId",
                table: "Ledger",
                column: "MessageId");

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
                name: "SelfTests");

            migrationBuilder.DropIndex(
                name: "IX_Ledger_MessageId",
                table: "Ledger");

            migrationBuilder.DropIndex(
                name: "IX_HeldLetters_HintTicketId_State",
                table: "HeldLetters");

            migrationBuilder.DropIndex(
                name: "IX_HeldLetters_LedgerId",
                table: "HeldLetters");

            migrationBuilder.DropColumn(
                name: "ParticipantId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "AuthservId",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "MessageId",
                table: "Ledger");

            migrationBuilder.AddColumn<string>(
                name: "CopiedTo",
                table: "Messages",
                type: "TEXT",
                nullable: true);
        }
    }
}
