using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NotificationsByNumber : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notifications_ShopId_ContentKey",
                table: "Notifications");

            migrationBuilder.DropIndex(
                name: "IX_Notifications_ShopId_InvId",
                table: "Notifications");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_ShopId_InvId_ContentKey",
                table: "Notifications",
                columns: new[] { "ShopId", "InvId", "ContentKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notifications_ShopId_InvId_ContentKey",
                table: "Notifications");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_ShopId_ContentKey",
                table: "Notifications",
                columns: new[] { "ShopId", "ContentKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_ShopId_InvId",
                table: "Notifications",
                columns: new[] { "ShopId", "InvId" });
        }
    }
}
