using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reconciliation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Address",
                table: "ShopSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "AddressSince",
                table: "ShopSettings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OpensTickets",
                table: "ShopSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "ProbeDueAt",
                table: "ShopSettings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProbeHours",
                table: "ShopSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Reconciles",
                table: "ShopSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "WatchedInvoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InvId = table.Column<string>(type: "TEXT", nullable: false),
                    TicketId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Alarm = table.Column<int>(type: "INTEGER", nullable: false),
                    AlarmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ResultCode = table.Column<int>(type: "INTEGER", nullable: true),
                    StateCode = table.Column<int>(type: "INTEGER", nullable: true),
                    StateAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", nullable: true),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WatchedInvoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WatchedInvoices_Shops_ShopId",
                        column: x => x.ShopId,
                        principalTable: "Shops",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ShopSettings_ProbeDueAt",
                table: "ShopSettings",
                column: "ProbeDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_ProbeRuns_At",
                table: "ProbeRuns",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Held",
                table: "Notifications",
                columns: new[] { "ShopId", "ReceivedAt" },
                filter: "\"State\" = 'HOLD'");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_NotForwarded",
                table: "Notifications",
                columns: new[] { "ShopId", "ReceivedAt" },
                filter: "\"Forward\" = 3");

            migrationBuilder.CreateIndex(
                name: "IX_WatchedInvoices_Followed",
                table: "WatchedInvoices",
                columns: new[] { "ShopId", "Since", "Id" },
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_WatchedInvoices_NextAt",
                table: "WatchedInvoices",
                column: "NextAt",
                filter: "\"NextAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WatchedInvoices_ShopId_AlarmedAt_Id",
                table: "WatchedInvoices",
                columns: new[] { "ShopId", "AlarmedAt", "Id" },
                filter: "\"Alarm\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_WatchedInvoices_ShopId_InvId",
                table: "WatchedInvoices",
                columns: new[] { "ShopId", "InvId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WatchedInvoices_ShopId_Since_Id",
                table: "WatchedInvoices",
                columns: new[] { "ShopId", "Since", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_WatchedInvoices_TicketId",
                table: "WatchedInvoices",
                column: "TicketId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WatchedInvoices");

            migrationBuilder.DropIndex(
                name: "IX_ShopSettings_ProbeDueAt",
                table: "ShopSettings");

            migrationBuilder.DropIndex(
                name: "IX_ProbeRuns_At",
                table: "ProbeRuns");

            migrationBuilder.DropIndex(
                name: "IX_Notifications_Held",
                table: "Notifications");

            migrationBuilder.DropIndex(
                name: "IX_Notifications_NotForwarded",
                table: "Notifications");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "ShopSettings");

            migrationBuilder.DropColumn(
                name: "AddressSince",
                table: "ShopSettings");

            migrationBuilder.DropColumn(
                name: "OpensTickets",
                table: "ShopSettings");

            migrationBuilder.DropColumn(
                name: "ProbeDueAt",
                table: "ShopSettings");

            migrationBuilder.DropColumn(
                name: "ProbeHours",
                table: "ShopSettings");

            migrationBuilder.DropColumn(
                name: "Reconciles",
                table: "ShopSettings");
        }
    }
}
