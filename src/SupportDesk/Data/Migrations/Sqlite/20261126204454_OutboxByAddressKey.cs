using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OutboxByAddressKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_ToAddress_SentAt",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ToKey_SentAt",
                table: "Outbox",
                columns: new[] { "ToKey", "SentAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_ToKey_SentAt",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ToAddress_SentAt",
                table: "Outbox",
                columns: new[] { "ToAddress", "SentAt" });
        }
    }
}
