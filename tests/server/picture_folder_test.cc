#include "server/picture_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace newsloom::server {
namespace {

namespace fs = std::filesystem;

class PictureFolderTest : public testing::Test {
 protected:
  PictureFolderTest()
      : root_(fs::temp_directory_path() / ("newsloom-pictures-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    write("coast.example/img/wall.svg", "<svg/>");
    write("coast.example/notes.txt", "not a picture");
  }
  ~PictureFolderTest() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& bytes) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << bytes;
  }
  PictureFolder load() const { return PictureFolder::load(root_.string()).value(); }

  fs::path root_;
};

TEST_F(PictureFolderTest, KnowsAPictureByTheAddressItWasPublishedAt) {
  const PictureFolder pictures = load();
  EXPECT_EQ(pictures.path_of("https://coast.example/img/wall.svg"), "/picture/coast.example/img/wall.svg");
  EXPECT_EQ(pictures.path_of("http://coast.example/img/wall.svg?w=960#top"),
            "/picture/coast.example/img/wall.svg");
  const StaticFile* found = pictures.find("coast.example/img/wall.svg");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->content_type, "image/svg+xml");
  EXPECT_EQ(found->body, "<svg/>");
}

TEST_F(PictureFolderTest, HasNothingElse) {
  const PictureFolder pictures = load();
  for (const char* url :
       {"https://coast.example/img/", "https://other.example/img/wall.svg", "/img/wall.svg", "://", "",
        "https://coast.example/notes.txt", "https://coast.example/img/../img/wall.svg"})
    EXPECT_EQ(pictures.path_of(url), "") << url;
  EXPECT_EQ(pictures.path_of(std::nullopt), "");
  for (const char* path : {"", "coast.example", "coast.example/notes.txt", "../etc/passwd"})
    EXPECT_EQ(pictures.find(path), nullptr) << path;
}

TEST_F(PictureFolderTest, WithoutAFolderIsEmptyAndWithAWrongOneIsAnError) {
  EXPECT_EQ(PictureFolder::load("")->path_of("https://coast.example/img/wall.svg"), "");
  EXPECT_FALSE(PictureFolder::load((root_ / "missing").string()));
}

TEST_F(PictureFolderTest, FollowsNoLinkOutOfIt) {
  fs::create_symlink("/etc/hostname", root_ / "coast.example" / "link.png");
  EXPECT_EQ(load().find("coast.example/link.png"), nullptr);
}

}  // namespace
}  // namespace newsloom::server
