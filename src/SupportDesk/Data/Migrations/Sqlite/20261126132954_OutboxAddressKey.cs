using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportDesk.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OutboxAddressKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ToKey",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ToKey_CreatedAt",
                table: "Outbox",
                columns: new[] { "ToKey", "CreatedAt" },
                filter: "\"Automatic\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_ToKey_CreatedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ToKey",
                table: "Outbox");
        }
    }
}
