using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Doctor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Notifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentKey = table.Column<string>(type: "TEXT", nullable: false),
                    InvId = table.Column<string>(type: "TEXT", nullable: false),
                    OutSum = table.Column<string>(type: "TEXT", nullable: true),
                    IsTest = table.Column<bool>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    IsWhole = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reply = table.Column<string>(type: "TEXT", nullable: false),
                    Repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    RepeatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Forward = table.Column<int>(type: "INTEGER", nullable: false),
                    ForwardAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ForwardAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ForwardReply = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProbeRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstByteMilliseconds = table.Column<int>(type: "INTEGER", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", nullable: true),
                    Steps = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProbeRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProbeRuns_Shops_ShopId",
                        column: x => x.ShopId,
                        principalTable: "Shops",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ShopSettings",
                columns: table => new
                {
                    ShopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Algorithm = table.Column<string>(type: "TEXT", nullable: false),
                    Password1 = table.Column<string>(type: "TEXT", nullable: true),
                    Password2 = table.Column<string>(type: "TEXT", nullable: true),
                    TestPassword1 = table.Column<string>(type: "TEXT", nullable: true),
                    TestPassword2 = table.Column<string>(type: "TEXT", nullable: true),
                    ResultUrl = table.Column<string>(type: "TEXT", nullable: true),
                    ByGet = table.Column<bool>(type: "INTEGER", nullable: false),
                    Hosts = table.Column<string>(type: "TEXT", nullable: false),
                    Forwards = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShopSettings", x => x.ShopId);
                    table.ForeignKey(
                        name: "FK_ShopSettings_Shops_ShopId",
                        column: x => x.ShopId,
                        principalTable: "Shops",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_ForwardAt",
                table: "Notifications",
                column: "ForwardAt",
                filter: "\"Forward\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_ShopId_ContentKey",
                table: "Notifications",
                columns: new[] { "ShopId", "ContentKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_ShopId_InvId",
                table: "Notifications",
                columns: new[] { "ShopId", "InvId" });

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_ShopId_ReceivedAt",
                table: "Notifications",
                columns: new[] { "ShopId", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ProbeRuns_ShopId_Url_At",
                table: "ProbeRuns",
                columns: new[] { "ShopId", "Url", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notifications");

            migrationBuilder.DropTable(
                name: "ProbeRuns");

            migrationBuilder.DropTable(
                name: "ShopSettings");
        }
    }
}
